-- A database as the first release wrote it. Never changed: later programs have to read it.
BEGIN TRANSACTION;
CREATE TABLE answer (
    assessment INTEGER NOT NULL,
    respondent TEXT NOT NULL,
    item TEXT NOT NULL,
    value TEXT NOT NULL,
    PRIMARY KEY (assessment, respondent, item),
    FOREIGN KEY (assessment, respondent) REFERENCES respondent (assessment, id) ON DELETE CASCADE
) WITHOUT ROWID;
INSERT INTO "answer" VALUES(1,'r1','approaches','[]');
INSERT INTO "answer" VALUES(1,'r1','i0','{"state": "answered", "levels": ["most"]}');
INSERT INTO "answer" VALUES(1,'r1','i1','{"state": "between", "levels": ["none", "some"], "note": "Two reports disagree \u2013 \u201creally\u201d"}');
INSERT INTO "answer" VALUES(1,'r1','i2','{"state": "unsure", "note": "Ask \udcff billing"}');
INSERT INTO "answer" VALUES(1,'r1','i3','{"state": "not_applicable", "reason": "partner_does_it", "note": "The county does this"}');
INSERT INTO "answer" VALUES(1,'r1','i4','{"state": "answered", "levels": ["all"], "evidence": {"what": "Log of May", "date": "2026-05-30"}}');
INSERT INTO "answer" VALUES(1,'r1','rural.i6','{"state": "answered", "levels": ["most"]}');
INSERT INTO "answer" VALUES(1,'r1','setting','["city"]');
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
INSERT INTO "assessment" VALUES(1,'8d7d6dd1dc2ee9d2d6982f8b171dd2bd5d4b1095520932cfe4bb75aadf79bc55','riverside','Riverside Family Clinic','2026-11-20','r1','i4',0,0,'2026-11-22T08:58:01.606Z','2026-11-22T08:58:01.609Z');
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
INSERT INTO "change" VALUES(1,'r1',1,'i0','{"state": "answered", "levels": ["none"]}','{"state": "answered", "levels": ["most"]}','[3, 5, 54, "Ready"]','[3, 5, 71, "Ready"]','2026-11-22T08:58:01.609Z','done');
CREATE TABLE questionnaire (
    digest TEXT PRIMARY KEY,
    id TEXT NOT NULL,
    version TEXT NOT NULL,
    title TEXT NOT NULL,
    compiled TEXT NOT NULL
);
INSERT INTO "questionnaire" VALUES('8d7d6dd1dc2ee9d2d6982f8b171dd2bd5d4b1095520932cfe4bb75aadf79bc55','example','1.0.0','Example check','{"plain":1,"scales":[{"id":"spread","levels":[{"key":"none","points":0,"label":"none"},{"key":"some","points":1,"label":"some"},{"key":"most","points":2,"label":"most"},{"key":"all","points":3,"label":"all"}]}],"id":"example","version":"1.0.0","language":"en","title":"Example check","profile":[{"id":"setting","ask":"Which kind?","options":{"rural":"Rural","city":"City"}},{"id":"approaches","ask":"Which?","options":{"school":"Schools","co":"Co-location"},"many":true}],"domains":[{"id":"first","title":"First","items":[{"id":"i0","ask":"Question 0?","scale":0,"target":"most","kind":"fact","weight":1},{"id":"i1","ask":"Question 1?","scale":0,"target":"most","kind":"fact","weight":1},{"id":"i2","ask":"Question 2?","scale":0,"target":"most","kind":"fact","weight":1}],"weight":1,"min_answered":"1/2"},{"id":"second","title":"Second","items":[{"id":"i3","ask":"Question 3?","scale":0,"target":"most","kind":"fact","weight":1},{"id":"i4","ask":"Question 4?","scale":0,"target":"most","kind":"fact","weight":1},{"id":"i5","ask":"Question 5?","scale":0,"target":"most","kind":"fact","weight":1},{"id":"rural.i6","ask":"Question 6?","scale":0,"target":"most","kind":"fact","weight":1,"show_if":["is","setting",["rural"],0]}],"weight":1,"min_answered":"1/2"}],"overall":{"method":"mean"},"levels":[{"id":"start","from_percent":0,"title":"Starting"},{"id":"ready","from_percent":50,"title":"Ready"}]}');
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
INSERT INTO "respondent" VALUES(1,'r1','nurse_lead',1,3,5,71,'Ready');
CREATE TABLE source (
    questionnaire TEXT NOT NULL REFERENCES questionnaire (digest) ON DELETE CASCADE,
    file TEXT NOT NULL,
    text TEXT NOT NULL,
    PRIMARY KEY (questionnaire, file)
);
INSERT INTO "source" VALUES('8d7d6dd1dc2ee9d2d6982f8b171dd2bd5d4b1095520932cfe4bb75aadf79bc55','example.yaml','format: readiness/1
id: example # ä
');
INSERT INTO "source" VALUES('8d7d6dd1dc2ee9d2d6982f8b171dd2bd5d4b1095520932cfe4bb75aadf79bc55','shared/scales.yaml','scales:
');
CREATE INDEX assessment_questionnaire ON assessment (questionnaire);
CREATE INDEX change_undone ON change (assessment, respondent, number) WHERE state = 'undone';
DELETE FROM "sqlite_sequence";
INSERT INTO "sqlite_sequence" VALUES('assessment',1);
COMMIT;
PRAGMA user_version = 1;
