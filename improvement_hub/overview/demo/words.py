"""What is said in the demonstration reviews: all of it invented, about invented councils."""

JOB_TITLES = {
    "asha": "Director of children’s services",
    "ben": "Head of improvement",
    "carys": "Director of children’s services",
    "dev": "Area police commander",
}

SCOPE = (
    "How Larkmere decides, at its front door, which families need early help and which need a social worker, "
    "and whether families get that help soon enough."
)
KEYLINES = [
    "Do families get the right help at the right time?",
    "Do partners understand and apply the thresholds?",
    "Does management oversight make decisions better?",
]
ACTIVITIES = [
    ("focus_group", "Social workers of the front door"),
    ("focus_group", "Early help practitioners"),
    ("focus_group", "Head teachers and designated safeguarding leads"),
    ("focus_group", "Parents who had early help this year"),
    ("case_review", "Twelve contacts that ended with no further action"),
    ("observation", "The daily multi-agency meeting"),
    ("data", "Contacts, referrals and repeat referrals over two years"),
]
# activity, key line, bearing, source, who logged it, note
EVIDENCE = [
    (
        0,
        0,
        "strength",
        "practitioners",
        "ben",
        "Workers say they can ring an early help colleague the same day.",
    ),
    (
        1,
        0,
        "strength",
        "practitioners",
        "dev",
        "Practitioners describe one plan per family, shared with the school.",
    ),
    (
        3,
        0,
        "strength",
        "parents",
        "carys",
        "Parents say someone called within two days and came back as promised.",
    ),
    (6, 0, "strength", "figures", "ben", "Fewer families return within a year than two years ago."),
    (3, 0, "concern", "parents", "dev", "One parent had to tell the story to four people before help began."),
    (2, 1, "concern", "partners", "carys", "Schools say they send everything in because they are unsure."),
    (5, 1, "concern", "partners", "dev", "Health and police read the same threshold in different ways."),
    (
        4,
        1,
        "concern",
        "case_records",
        "ben",
        "Five of twelve records give no reason for taking no further action.",
    ),
    (
        0,
        1,
        "concern",
        "practitioners",
        "ben",
        "Workers spend mornings on contacts that need advice, not assessment.",
    ),
    (4, 2, "concern", "case_records", "carys", "Management decisions are recorded, but seldom say why."),
    (0, 2, "context", "team_managers", "ben", "Two of five team managers started this quarter."),
    (
        5,
        2,
        "strength",
        "leaders",
        "carys",
        "The service manager asks for the child’s view in every discussion.",
    ),
]
# key line, bearing, text, supporting pieces
STATEMENTS = [
    (0, "strength", "Families who need early help get it quickly, and it holds.", [0, 1, 2, 3]),
    (
        1,
        "development",
        "Partners do not share one understanding of thresholds, so too much arrives.",
        [5, 6, 7, 8],
    ),
    (2, "development", "Managers record decisions without their reasons.", [9]),
]
HOLD = "I heard mostly from people who got help. What of those who asked and did not?"

SCOPE_ON_SITE = "Whether children in care in Tidewell have a plan for permanence by their second review."
KEYLINES_ON_SITE = [
    "Is permanence planned early, for every child?",
    "Do children understand their plan?",
]
ACTIVITIES_ON_SITE = [
    ("focus_group", "Independent reviewing officers"),
    ("focus_group", "Foster carers"),
    ("case_review", "Eight permanence plans"),
    ("interview", "The head of service for children in care"),
]

SUBMITTED_POST = {
    "kind": "case_study",
    "title": "A call back within two days at Larkmere’s front door",
    "summary": "Families who ask for help hear from the same worker within two days. We say what it took, and "
    "what did not work at first.",
    "body": """\
## The problem

Parents told us that they explained themselves to four people before anyone helped.

## What we did

- One worker takes the call and stays with the family until help begins.
- The early help team sits at the same tables as the front door, **every morning**.
- A family that is not called back within two days stands on the board in red.

## What did not work

For the first six weeks we kept the old form beside the new one. Workers filled in both, and calls waited longer
than before. We gave up the old form in week seven.

## What you need in place

A manager who may move two posts between teams, and a count of calls that somebody looks at each day.
""",
    "themes": ["early-help"],
    "visibility": "sector",
}
RETURNED_POST = {
    "kind": "blog",
    "title": "What our practitioners asked the visiting team",
    "summary": "",
    "body": """\
When colleagues from two councils came to look at our front door, our own practitioners had questions for them.

1. How do you decide who goes to which meeting?
2. What do you *stop* doing when something new begins?
3. Who tells families what was decided, and how soon?
""",
    "themes": ["early-help"],
    "visibility": "region",
}
RETURNED_BECAUSE = "Good questions. Please add what the visitors answered to each, and a summary in one sentence."

OWN_SUMMARY = (
    "Three or four councils of the region meet for one morning. One presents what it found about itself, the others "
    "question it, and a young adviser asks first."
)
OWN_QUESTION = "What would a young person say has changed since last year?"
EARLIER = "Neglect, before the hub"
EARLIER_CONCLUSIONS = """\
Strong partnership at the front door. Chronologies were short, and few plans said what should change for the child.

We began with chronologies: each team writes them together once a month.
"""
