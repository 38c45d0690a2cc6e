-- Stores contact updates. A row is written only if something is new: an older update changes nothing, and missing values
-- keep the stored ones. A row with the number replaces the row that had the user id only.
with updates as materialized (
  select account_id, channel, phone, user_id, parent_user_id, username, identity_hash, changed_at from :contacts
), numbered as (
  delete from contact c using updates u
  where c.account_id = u.account_id and c.channel = u.channel and c.person = u.user_id
    and c.phone is null and u.phone is not null
)
insert into contact as c
  (account_id, channel, phone, user_id, parent_user_id, username, identity_hash, changed_at)
select u.account_id, u.channel, u.phone, u.user_id, u.parent_user_id, u.username, u.identity_hash, u.changed_at
from updates u
left join contact k
  on k.account_id = u.account_id and k.channel = u.channel and k.person = coalesce(u.phone, u.user_id)
where k.person is null
   or k.changed_at <= u.changed_at
      and (coalesce(u.user_id, k.user_id), coalesce(u.parent_user_id, k.parent_user_id),
           coalesce(u.username, k.username), coalesce(u.identity_hash, k.identity_hash))
          is distinct from (k.user_id, k.parent_user_id, k.username, k.identity_hash)
-- Ordered to avoid deadlocks.
order by u.account_id, u.channel, coalesce(u.phone, u.user_id)
:update_older_contact
