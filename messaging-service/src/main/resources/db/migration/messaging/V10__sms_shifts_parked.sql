-- Languages whose tables of 3GPP TS 23.038 the header of a part names; 0 for the default tables.
alter table sms_part
    add column locking_shift smallint not null default 0,
    add column single_shift  smallint not null default 0;

-- Parked events are deleted by age, and beyond a number.
create index parked_event_age on parked_event (parked_at);

-- What else the id of a status may be, and how many parts of its message it is about.
alter table orphan_status
    add column alternatives text[],
    add column parts        smallint not null default 1;
