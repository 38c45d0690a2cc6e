-- Segments of incomplete inbound texts. Each is acknowledged after it was stored.
create table sms_part (
    smsc      text        not null,
    person    text        not null,
    identity  text        not null,
    reference integer     not null,
    total     smallint    not null,
    number    smallint    not null,
    coding    smallint    not null,
    octets    bytea       not null,
    at        timestamptz not null default now(),
    primary key (smsc, person, identity, reference, total, number)
);
