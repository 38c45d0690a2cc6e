-- Parts of texts that were handed over, as digests: one of them that comes again later is not a part of a text to come.
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
