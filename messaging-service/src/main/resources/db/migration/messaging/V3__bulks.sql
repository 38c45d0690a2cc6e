-- Messages of a bulk but the last keep their lane after they were handed over, until they have arrived, failed or waited
-- long enough (dispatch_job.state 3, leased_until).
alter table dispatch_job add column holds boolean not null default false;
