-- The senders that have sent to a person in these months, by jumps in the index from one to the next; only those of the list, if
-- there is one. Their number does not depend on that of all senders.
(with recursive found (id) as (
   select '00000000-0000-0000-0000-000000000000'::uuid
   union all
   select n.sender_id from found
   cross join lateral (
     select m.recipient, m.sender_id from :messages
     where (m.recipient collate "C", m.sender_id) > (:recipient::text, found.id)
       and (m.recipient collate "C", m.sender_id) <= (:recipient::text, 'ffffffff-ffff-ffff-ffff-ffffffffffff'::uuid)
       and m.id >= :from_month::uuid and m.id < :to_month::uuid
     order by m.recipient collate "C", m.sender_id limit 1) n
 )
 select id from found
 where id <> '00000000-0000-0000-0000-000000000000'::uuid and (:sent_by::uuid[] is null or id = any(:sent_by::uuid[]))) s
