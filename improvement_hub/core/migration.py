"""Migrations whose operations are applied in groups.

Django draws the models anew for every operation, and here each has neighbours in every app: one by one,
several hundred operations take minutes on an empty database, in groups seconds.
"""

from django.db import migrations
from django.db.migrations import operations
from pgtrigger.migrations import AddTrigger, RemoveTrigger

ADDITIONS = (operations.CreateModel, operations.AddField)
TABLES = (*ADDITIONS, operations.AlterField)
RULES = (
    *(operations.AddIndex, operations.AddConstraint, operations.RemoveConstraint),
    *(AddTrigger, RemoveTrigger),
)


class Migration(migrations.Migration):
    """Each group moves the state on at once, then the database, operation by operation.

    The models are drawn when a group asks for them. New rules leave them as they were drawn, since no other
    rule, table or new column looks at the rules of a model; whatever else follows finds them drawn anew.
    What is neither a table, a column nor a rule is applied by itself, as Django would.
    """

    def apply(self, project_state, schema_editor, collect_sql=False):
        if collect_sql:  # `sqlmigrate` comments each operation
            return super().apply(project_state, schema_editor, collect_sql)
        for group in groups(self.operations):
            drawn = project_state.__dict__.pop("apps", None)
            before = project_state.clone()
            for operation in group:
                operation.state_forwards(self.app_label, project_state)
            if drawn and kind_of(group[0]) is RULES:
                project_state.apps = drawn
            elif drawn and all(isinstance(operation, ADDITIONS) for operation in group):
                before.apps = drawn
            for operation in group:
                operation.database_forwards(self.app_label, schema_editor, before, project_state)
        return project_state


def groups(all_operations):
    """Neighbours of one kind, apart where an operation goes on with what its own group has made or altered."""
    group, kind, touched = [], None, set()
    for operation in all_operations:
        own, about = kind_of(operation), subjects(operation)
        if group and (own is None or own is not kind or touched & about):
            yield group
            group, touched = [], set()
        group, kind = [*group, operation], own
        touched |= made(operation)
    if group:
        yield group


def kind_of(operation):
    return next((kind for kind in (TABLES, RULES) if isinstance(operation, kind)), None)


def subjects(operation):
    """The model of an operation, and its column."""
    model = getattr(operation, "model_name_lower", None)
    return {model, (model, getattr(operation, "name_lower", None))}


def made(operation):
    if isinstance(operation, operations.CreateModel):
        return {operation.name_lower}
    return {(operation.model_name_lower, operation.name_lower)} if kind_of(operation) is TABLES else set()
