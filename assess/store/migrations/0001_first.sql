-- Assessments, the questionnaires they answer, and what was read from files.
-- A file that has been published is never changed; what comes later goes into the next number.

-- One row per different questionnaire, under the SHA-256 of `compiled` (JSON, see plain.py).
CREATE TABLE questionnaire (
    digest TEXT PRIMARY KEY,
    id TEXT NOT NULL,
    version TEXT NOT NULL,
    title TEXT NOT NULL,
    compiled TEXT NOT NULL
);

-- The files it was compiled from, as their authors wrote them.
CREATE TABLE source (
    questionnaire TEXT NOT NULL REFERENCES questionnaire (digest) ON DELETE CASCADE,
    file TEXT NOT NULL,
    text TEXT NOT NULL,
    PRIMARY KEY (questionnaire, file)
);

-- AUTOINCREMENT: a number that was given away and deleted never comes to mean something else.
CREATE TABLE assessment (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    questionnaire TEXT NOT NULL REFERENCES questionnaire (digest),
    practice TEXT NOT NULL,
    practice_name TEXT NOT NULL,
    date TEXT NOT NULL,
    respondent TEXT NOT NULL, -- whose answers are shown and counted
    position TEXT NOT NULL DEFAULT '', -- the item to come back to
    sample INTEGER NOT NULL DEFAULT 0,
    archived INTEGER NOT NULL DEFAULT 0,
    created TEXT NOT NULL,
    updated TEXT NOT NULL
);
CREATE INDEX assessment_questionnaire ON assessment (questionnaire);

-- Who answered, with the scores of their answers. What a team agreed is the respondent 'agreed'.
CREATE TABLE respondent (
    assessment INTEGER NOT NULL REFERENCES assessment (id) ON DELETE CASCADE,
    id TEXT NOT NULL,
    role TEXT NOT NULL DEFAULT '',
    revision INTEGER NOT NULL DEFAULT 0, -- counts every commit that touched the answers
    answered INTEGER NOT NULL,
    applicable INTEGER NOT NULL,
    score INTEGER, -- 0 to 100
    level TEXT NOT NULL DEFAULT '', -- title of the readiness level
    PRIMARY KEY (assessment, id)
) WITHOUT ROWID;

-- `value` is a JSON object for an item and a JSON list of option keys for a profile question.
CREATE TABLE answer (
    assessment INTEGER NOT NULL,
    respondent TEXT NOT NULL,
    item TEXT NOT NULL,
    value TEXT NOT NULL,
    PRIMARY KEY (assessment, respondent, item),
    FOREIGN KEY (assessment, respondent) REFERENCES respondent (assessment, id) ON DELETE CASCADE
) WITHOUT ROWID;

-- Every change of an answer, in order; null stands for no answer. No row is ever removed: undoing and
-- answering anew only move its state from 'done' to 'undone' to 'cut'. Scores are JSON lists.
CREATE TABLE change (
    assessment INTEGER NOT NULL,
    respondent TEXT NOT NULL,
    number INTEGER NOT NULL,
    item TEXT NOT NULL,
    before TEXT,
    after TEXT,
    scores_before TEXT NOT NULL,
    scores_after TEXT NOT NULL,
    at TEXT NOT NULL,
    state TEXT NOT NULL DEFAULT 'done' CHECK (state IN ('done', 'undone', 'cut')),
    PRIMARY KEY (assessment, respondent, number),
    FOREIGN KEY (assessment, respondent) REFERENCES respondent (assessment, id) ON DELETE CASCADE
) WITHOUT ROWID;
CREATE INDEX change_undone ON change (assessment, respondent, number) WHERE state = 'undone';

-- Questionnaire files that need not be read again while they and what they include stay as they were.
CREATE TABLE remembered (
    path TEXT PRIMARY KEY,
    questionnaire TEXT NOT NULL REFERENCES questionnaire (digest),
    program TEXT NOT NULL -- the version that read them; another one may read differently
);

CREATE TABLE remembered_file (
    path TEXT NOT NULL REFERENCES remembered (path) ON DELETE CASCADE,
    file TEXT NOT NULL,
    size INTEGER NOT NULL,
    mtime_ns INTEGER NOT NULL,
    PRIMARY KEY (path, file)
) WITHOUT ROWID;
