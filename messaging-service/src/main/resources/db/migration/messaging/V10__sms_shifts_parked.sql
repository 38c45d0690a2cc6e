-- Languages of the shift tables (3GPP TS 23.038) in the header of a segment; 0 for the default tables.
alter table sms_part
    add column locking_shift smallint not null default 0,
    add column single_shift  smallint not null default 0;

-- Parked events are deleted by age, and above a maximum count.
create index parked_event_age on parked_event (parked_at);

-- Alternative forms of the id of a status, and the number of segments it covers.
alter table orphan_status
    add column alternatives text[],
    add column parts        smallint not null default 1;
