-- All messages of a bulk except the last block their lane after dispatch until they were delivered, failed or timed out
-- (dispatch_job.state 3, leased_until).
alter table dispatch_job add column holds boolean not null default false;
