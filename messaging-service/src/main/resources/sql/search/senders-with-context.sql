-- The senders that have sent with a context in these months; see senders-to-person.sql.
(with recursive found (id) as (
   select '00000000-0000-0000-0000-000000000000'::uuid
   union all
   select n.sender_id from found
   cross join lateral (
     select m.user_context, m.sender_id from :messages
     where m.user_context is not null
       and (m.user_context collate "C", m.sender_id) > (:context::text, found.id)
       and (m.user_context collate "C", m.sender_id) <= (:context::text, 'ffffffff-ffff-ffff-ffff-ffffffffffff'::uuid)
       and m.id >= :from_month::uuid and m.id < :to_month::uuid
     order by m.user_context collate "C", m.sender_id limit 1) n
 )
 select id from found
 where id <> '00000000-0000-0000-0000-000000000000'::uuid and (:sent_by::uuid[] is null or id = any(:sent_by::uuid[]))) s
