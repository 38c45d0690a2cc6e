-- Stores statuses of unknown messages. Ordered to avoid deadlocks.
insert into orphan_status (provider, provider_id, state, at, error_code, error_text, details, identity, recipient,
  reference, excerpt, alternatives, parts)
select provider, provider_id, state, at, error_code, error_text, details, identity, recipient,
  reference, excerpt, string_to_array(alternatives, ' '), parts
from :statuses
order by provider, provider_id, state
on conflict do nothing
