-- The senders that have received from a person in these months; see senders-to-person.sql.
(with recursive found (id) as (
   select '00000000-0000-0000-0000-000000000000'::uuid
   union all
   select n.sender_id from found
   cross join lateral (
     select i.person, i.sender_id from :inbound_messages
     where (i.person collate "C", i.sender_id) > (:author::text, found.id)
       and (i.person collate "C", i.sender_id) <= (:author::text, 'ffffffff-ffff-ffff-ffff-ffffffffffff'::uuid)
       and i.id >= :from_month::uuid and i.id < :to_month::uuid
     order by i.person collate "C", i.sender_id limit 1) n
 )
 select id from found
 where id <> '00000000-0000-0000-0000-000000000000'::uuid and (:received_by::uuid[] is null or id = any(:received_by::uuid[]))) s
