"""What is said in the demonstration reviews: all of it invented, about invented councils."""

JOB_TITLES = {
    "asha": "Director of children’s services",
    "ben": "Head of improvement",
    "carys": "Director of children’s services",
    "dev": "Area police commander",
}
GUEST = {
    "name": "Priya Holt",
    "role": "reviewer",
    "job_title": "Chair",
    "agency": "Demonstration Parent Carer Forum",
    "agency_kind": "parent_carers",
}
CONFLICT = {"basis": "worked", "words": "She worked for Larkmere’s early help service until two years ago."}
OVERRIDE = "She left before the front door was made anew, and no one she worked with is still there."
SPONSOR = {"name": "Marcus Finch", "job_title": "Chief executive"}

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
ANSWER = (
    "The record of contacts that were not taken up says the same, and two of those parents were in the second group."
)
LIFTED = "I read the record, and it covers those who were turned away. The sentence holds for them as well."

# by part of the letter, or by what its finding is
LETTER = {
    "summary": (
        "Families in Larkmere who need early help get it **quickly**, and it holds. What reaches the front door is too "
        "much, because partners do not read thresholds in the same way.\n\n"
        "Two things would help most:\n\n"
        "- one understanding of thresholds, made with schools, health and police\n"
        "- a place to ask for advice before a contact is sent"
    ),
    "strength": (
        "Families who need early help get it quickly, and it holds. Parents told us that someone called within two "
        "days and came back as promised. Practitioners work to one plan for each family."
    ),
    "development": (
        "Partners do not share one understanding of thresholds, so too much arrives. Schools send in what they are "
        "unsure about. Five of twelve records that we read gave no reason for taking no further action."
    ),
}
NOT_ACCURATE = {
    "quote": "Five of twelve records",
    "inaccurate": "Two of these records are of contacts that were passed on to early help, so they were not closed.",
    "evidence": "The list of contacts of the first week of the month.",
}

SCOPE_ON_SITE = "Whether children in care in Tidewell have a plan for permanence by their second review."
KEYLINES_ON_SITE = [
    "Is permanence planned early, for every child?",
    "Do children understand their plan?",
]
ROOMS_ON_SITE = [("Committee room 1", "Civic Centre, first floor", 14), ("Small room", "Civic Centre, second floor", 6)]
# kind, title, day of the visit, from, to, number of its room, who of the team takes part
ACTIVITIES_ON_SITE = [
    ("interview", "The head of service for children in care", 1, "09:30", "10:15", 1, ["carys", "asha"]),
    ("focus_group", "Independent reviewing officers", 1, "10:30", "12:00", 0, ["carys", "dev"]),
    ("case_review", "Eight permanence plans", 1, "11:00", "13:00", 1, ["asha", "dev"]),
    ("focus_group", "Foster carers", 1, "14:00", "15:30", 0, ["carys", "dev"]),
    ("observation", "The permanence panel", 2, "09:30", "11:30", None, ["asha", "dev"]),
    ("focus_group", "Young people in the children in care council", 2, "16:30", "17:30", 0, ["carys", "asha"]),
    ("data", "Time from entering care to a plan for permanence", 2, None, None, None, ["dev"]),
]

PUBLISHED_POST = {
    "kind": "blog",
    "title": "What Larkmere learned from its first hundred call backs",
    "summary": "Ninety-one families were called back within two days. The nine others taught us more.",
    "body": """\
We wrote down the first hundred call backs, one line each, on paper.

Ninety-one families heard from us within two days. Of the nine others, six had given a number that a shelter
answers. We had never asked whether a number was safe to call.

## What we do now

- We ask when and where it is safe to call, before anything else.
- Who cannot be called is written to on the same day, or visited.
""",
    "themes": ["front-door", "domestic-abuse"],
}
OLD_ADDRESS = "/blog/2026/call-backs/"
SUBMITTED_CASE_STUDY = {
    "title": "A call back within two days at Larkmere’s front door",
    "summary": "Families who ask for help hear from the same worker within two days. We say what it took, and "
    "what did not work at first.",
    "problem": "Parents told us that they explained themselves to four people before anyone helped.",
    "stage": "trying_out",
    "what_was_done": """\
- One worker takes the call and stays with the family until help begins.
- The early help team sits at the same tables as the front door, **every morning**.
- A family that is not called back within two days stands on the board in red.
""",
    "what_did_not_work": "For the first six weeks we kept the old form beside the new one. Workers filled in both, and "
    "calls waited longer than before. We gave up the old form in week seven.",
    "dependencies": "A manager who may move two posts between teams, and a count of calls that somebody looks at each "
    "day.",
    "contact_role": "Head of early help",
    "themes": ["early-help"],
    "visibility": "sector",
}
PUBLISHED_CASE_STUDY = {
    "title": "One worker from the first call to the last visit",
    "summary": "Of 412 families, 22% came back within a year instead of 31%, since one worker stays with each of them.",
    "problem": "Every third family that we helped asked for help again within a year. Most told us that they had met "
    "four or five workers, and trusted none of them.",
    "context": "A market town with villages around it. One front door, three early help teams.",
    "children": 61000,
    "density": 410,
    "budget": "84.5",
    "stage": "embedding",
    "what_was_done": """\
1. Each family keeps the worker who took the first call, until a last visit three months after help ended.
2. Teams follow villages and not thresholds, so that nobody is handed over when a threshold is crossed.
3. Workers meet in groups of six each week, with a practice lead, and talk about two families.
""",
    "what_did_not_work": """\
- Caseloads. For five months they rose to 24, since workers kept old families and took new ones. We now stop at 16.
- The first rota left evenings uncovered. Families called the police instead.
- We measured satisfaction with a form that one in ten sent back. We gave that up and ask at the last visit.
""",
    "voices": "“I did not have to begin again.” Six parents helped to write what a worker says first. Young "
    "people asked for messages instead of calls, and got them.",
    "cost_band": "to_250k",
    "cost": "Two practice leads and four more workers in the first year; two of the four posts could be given back.",
    "people_and_skills": "18 early help workers, two practice leads, one analyst for half a day a week. Five days of "
    "training in motivational interviewing.",
    "dependencies": "A case system that lets one worker stay with a family across thresholds, and a limit to caseloads "
    "that senior managers hold.",
    "contact_role": "Head of early help",
    "offers_visit": True,
    "themes": ["early-help"],
    "visibility": "public",
}
# of the published one: measure, unit, before, after, n, period, source
OUTCOMES = [
    (
        "Families who ask for help again within 12 months",
        "percent",
        "31",
        "22",
        412,
        "2023/24 and 2024/25",
        "Case system",
    ),
    ("Workers whom a family meets", "number", "4.6", "1.8", 412, "2023 to 2025", "Case system"),
    ("Workers who leave within a year", "percent", "28", "19", 36, "2024/25", "Payroll"),
]
ADOPTER = {
    "how_adapted": "We kept one worker for each family, and left teams as they were: our villages are too small for "
    "teams of their own. The last visit is a call.",
    "context": "More villages, and half as many families. We began with one area of four.",
    "children": 28000,
    "what_came_of_it": "Families meet fewer workers. It took us eight months to find the evening cover.",
    "measure": "Workers whom a family meets",
    "unit": "number",
    "baseline": "3.9",
    "result": "2.1",
    "n": 96,
    "period": "April to December 2025",
    "source": "Case system",
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

TOOLKIT = {
    "kind": "resource",
    "title": "A call back within two days: the board, the rota and the count",
    "summary": "What Larkmere and Tidewell use each morning, to copy and change.",
    "body": """\
Both of our councils promise families a call back within two days. This is what we hang on the wall and what we count.

CHART

| What | Who | When |
|---|---|---|
| Board | duty manager | every morning at nine |
| Rota | team leads | on Fridays |
| Count | analyst | on Mondays |

> The count was what changed us. Before, everybody thought that it went well.

The rota has one worker a day who takes no other calls.[^rota]

[^rota]: Tidewell began with half a day. It was not enough: calls of the morning waited until the next one.
""",
    "themes": ["early-help"],
    "visibility": "public",
}
CHART = {
    "alt": "Bar chart, invented figures: of about 98 calls a month, those answered within two days rose from 41 in "
    "January to 83 in June.",
    "caption": "Calls answered within two days, January to June. Invented, for demonstration.",
}
GUEST_BLOG = {
    "kind": "guest_blog",
    "title": "What I saw from the waiting room",
    "summary": "A parent who advises both councils on what families met before and after.",
    "body": "I sat in the waiting room of both councils before they changed anything, and again a year later.\n",
    "themes": ["early-help"],
    "visibility": "public",
}

# title on the checklist: (name of the file, kind, content)
DOCUMENTS = {
    "Self-evaluation of children’s services": (
        "self-evaluation.txt",
        "strategy",
        "What we know about ourselves, and how. All of it is invented, for demonstration.\n",
    ),
    "Performance figures of the last twelve months": (
        "performance-figures.csv",
        "figures",
        "quarter,contacts,referrals,repeat referrals\n"
        "Q1,1904,611,132\nQ2,1871,598,121\nQ3,1846,577,109\nQ4,1830,570,101\n",
    ),
    "Structure of the service": (
        "structure.txt",
        "structure",
        "Front door: 12 social workers in three teams. Early help: 18 practitioners in two. All of it is invented.\n",
    ),
}
OTHER_DOCUMENT = ("document.txt", "other", "Invented, for demonstration.\n")
WAIVER = "The team reads case files itself on the second day."
POSITION = """\
We asked for this review because our figures look better than what families tell us.

- **What we are proud of:** one worker stays with a family from the first call until help begins.
- **What we want from you:** look at what happens between that first call and the second one.
"""
VIEW = {
    "rating": "Good in two localities of three",
    "strengths": "Managers sit with their teams, and audits say that *oversight* is there in most files.",
    "concerns": "In the third locality three of five managers are new, and we hear less from families there.",
}
EARLIER_SUMMARY = (
    "Three invented councils looked at what families meet in the first week after they ask Larkmere for help."
)
# timescale, text
EARLIER_RECOMMENDATIONS = [
    ("6_months", "Call every family back within two days of its first call."),
    ("12_months", "Give each school one named team to ring."),
    ("longer", "Move the front door into the town hall."),
]
EARLIER_DECLINED = (
    "Families told us that they will not come to the town hall. We opened rooms beside two schools instead."
)
EARLIER_ACTION = {
    "outcome": "Families wait less, and tell their story once.",
    "words": "Two early help workers answer calls all day and stay with the family until help begins.",
    "owner_role": "Head of early help",
    "measure": "Families called back within two days",
    "unit": "percent",
    "better": "higher",
    "measure_source": "Monthly return of the front door",
}
# days after the report, value, n, note
EARLIER_NOTES = [
    (60, 61, 118, "The two workers started. For six weeks we kept the old form too, and **calls waited longer**."),
    (180, 78, 131, "The old form is gone since week seven."),
]
# months, done, value, n, words
EARLIER_ANSWERS = [
    (3, "some", 66, 125, "Better since the old form went; Mondays are still slow."),
    (12, "all", 88, 140, "The return was checked against a sample of twenty calls."),
]
EARLIER_SECOND_ACTION = {
    "outcome": "A school rings people who know it.",
    "words": "Draw the teams’ areas along the schools’ areas, and print the number on one card.",
    "owner_role": "Service manager of the front door",
}
EARLIER_UNKNOWN = "Four of eleven schools have their card. Nobody counts yet whom they ring."

# timescale, text
RECOMMENDATIONS = [
    ("6_months", "Keep the call back within two days through the winter, and count those whom nobody called."),
    ("3_months", "Write one page on thresholds together with health, police and schools, with three worked examples."),
]
# five marks, what went well, what to do differently
FEEDBACK = [
    (5, 4, 5, 4, 4, "The visitors listened to us before they read our figures.", ""),
    (4, 4, 4, 3, 3, "", "Tell us earlier who will be in which room."),
    (5, 5, 5, 5, 4, "They had done the same job.", ""),
    (3, 4, 4, 2, 3, "", "Two focus groups at once left the duty desk short."),
    (4, 3, 5, 4, 4, "Fair, also about what we find hard.", ""),
    (5, 4, 4, 4, 5, "", "Come back in a year."),
]

# for each key line in turn, and again from the first where there are more
VIEWS = [
    {
        "rating": "Good in two localities of three",
        "strengths": "A family hears from the same worker within two days in most cases; we count it *every morning*.",
        "concerns": "In the third locality three of five managers are new, and we hear less from families there.",
    },
    {
        "rating": "Not good enough yet",
        "strengths": "Schools and health visitors ring before they write, more often than a year ago.",
        "concerns": "Partners read the same threshold in different ways, and we have let that stand too long.",
    },
    {
        "rating": "Better than it was",
        "strengths": "Managers sit with their teams, and audits find a decision in nearly every file.",
        "concerns": "What we find less often is the reason for it.",
    },
]
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
