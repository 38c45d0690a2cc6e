-- Suffix of an insert: an older update changes nothing, and missing values keep the stored ones.
on conflict (account_id, channel, person) do update
  set user_id = coalesce(excluded.user_id, c.user_id),
      parent_user_id = coalesce(excluded.parent_user_id, c.parent_user_id),
      username = coalesce(excluded.username, c.username),
      identity_hash = coalesce(excluded.identity_hash, c.identity_hash),
      previous_phone = coalesce(excluded.previous_phone, c.previous_phone),
      changed_at = excluded.changed_at
  where c.changed_at <= excluded.changed_at
