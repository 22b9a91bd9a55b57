"""When a council's word that it uses an approach is withdrawn, and when it is said again."""

from django.db import models

from improvement_hub.core.workflow import Transition, Workflow


class UseState(models.TextChoices):
    SAID = "said", "Said"
    WITHDRAWN = "withdrawn", "Withdrawn"


USE_FLOW = Workflow(
    "state",
    Transition(
        "withdraw",
        "Withdraw this",
        (UseState.SAID,),
        UseState.WITHDRAWN,
        "demonstrators.change_use",
        done="Withdrawn: only your council and administrators read it now.",
        takes_back=True,
    ),
    Transition(
        "say_again",
        "Say it again",
        (UseState.WITHDRAWN,),
        UseState.SAID,
        "demonstrators.change_use",
        done="Everyone can read it again.",
    ),
)
