-- Digests of the segments of completed texts, so that a repeated segment does not start a new text.
create table sms_part_taken (
    smsc      text        not null,
    person    text        not null,
    identity  text        not null,
    reference integer     not null,
    total     smallint    not null,
    number    smallint    not null,
    digest    bytea       not null,
    at        timestamptz not null default now(),
    primary key (smsc, person, identity, reference, total, number)
);
create index sms_part_taken_age on sms_part_taken (at);
