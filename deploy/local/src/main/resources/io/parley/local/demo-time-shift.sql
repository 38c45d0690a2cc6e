-- Moves the messages of the temporary table "planned" to their times, with all rows that belong to them; see DemoTimeShift.
-- Every difference is a number of whole seconds, so that no time loses its fraction.
set local search_path to messaging;
-- Days of 24 hours, also when clocks change.
set local timezone to 'UTC';

-- An id is a UUIDv7: its first 48 bits are its time in milliseconds. The rest stays as it is.
create function pg_temp.moved_id(id uuid, shift interval) returns uuid language sql immutable as $$
  select (lpad(to_hex(('x' || left(hex, 12))::bit(48)::bigint + (extract(epoch from shift) * 1000)::bigint), 12, '0')
    || right(hex, 20))::uuid
  from (select replace(id::text, '-', '') as hex) as digits
$$;

-- Messages of both directions, bulks and callbacks with their new ids.
create temporary table moved (id uuid primary key, new_id uuid not null, shift interval not null) on commit drop;

insert into moved
select id, pg_temp.moved_id(id, shift), shift from (
  select m.id, date_trunc('second', p.at - m.accepted_at) as shift from planned p join message m on m.id = p.id
  union all
  select m.id, date_trunc('second', p.at - m.at) from planned p join inbound_message m on m.id = p.id) found;

insert into moved
select distinct on (m.bulk_id) m.bulk_id, pg_temp.moved_id(m.bulk_id, moved.shift), moved.shift
from message m join moved on moved.id = m.id where m.bulk_id is not null;

-- The last event may be later than the others: a message is seen when the person looks at the phone. It is never moved
-- further into the past than they are. A failure that the network reports has two events.
create temporary table moved_event on commit drop as
select e.message_id, e.state,
  case when e.state in ('channel_failed', max(e.state) over (partition by e.message_id))
    then greatest(moved.shift, date_trunc('second', coalesce(p.status_at - e.at, moved.shift))) else moved.shift end as shift
from message_event e join moved on moved.id = e.message_id join planned p on p.id = e.message_id;

-- A callback follows its event.
insert into moved
select c.id, pg_temp.moved_id(c.id, shift), shift from (
  select c.id, coalesce(e.shift, moved.shift) as shift
  from callback c
  join moved on moved.id = c.message_id
  left join moved_event e on e.message_id = c.message_id
    and 'messagestatus::' || replace(e.state::text, '_', '') = lower(c.event)) c;

-- Replaces ids and moves times in a text. The earliest time first: what it becomes is earlier than all others.
create function pg_temp.moved_text(body text, shift interval) returns text language plpgsql as $$
declare
  original text;
  replacement text;
begin
  for original in
    select distinct part[1] from regexp_matches(body, '\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d', 'g') as part order by 1
  loop
    body := replace(body, original, to_char(original::timestamp + shift, 'YYYY-MM-DD"T"HH24:MI:SS'));
  end loop;
  for original, replacement in
    select distinct part[1], moved.new_id::text
    from regexp_matches(body, '[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}', 'g') as part
    join moved on moved.id = part[1]::uuid
  loop
    body := replace(body, original, replacement);
  end loop;
  return body;
end
$$;

-- Contents refer to other messages, as a reaction does.
update message m
set id = moved.new_id, accepted_at = accepted_at + moved.shift, bulk_id = pg_temp.moved_id(bulk_id, moved.shift),
  content = pg_temp.moved_text(content::text, '0')::json, options = pg_temp.moved_text(options::text, '0')::json
from moved where m.id = moved.id;

update message_event e
set message_id = moved.new_id, at = e.at + s.shift, provider_at = e.provider_at + s.shift
from moved_event s join moved on moved.id = s.message_id
where e.message_id = s.message_id and e.state = s.state;

update provider_ref r set message_id = moved.new_id, day = (now() + moved.shift)::date
from moved where r.message_id = moved.id;

update idempotency_key k
set message_id = moved.new_id, created_at = created_at + moved.shift, answer = pg_temp.moved_text(answer::text, '0')::json
from moved where k.message_id = moved.id;

update dispatch_attempt a
set message_id = moved.new_id, at = at + moved.shift, request = pg_temp.moved_text(request, '0'),
  response = pg_temp.moved_text(response, '0')
from moved where a.message_id = moved.id;

update inbound_key k set inbound_id = moved.new_id, received_at = received_at + moved.shift
from moved where k.inbound_id = moved.id;

update inbound_message m
set id = moved.new_id, at = at + moved.shift, received_at = received_at + moved.shift, deleted_at = deleted_at + moved.shift,
  public_id = pg_temp.moved_text(public_id, '0'), content = pg_temp.moved_text(content::text, '0')::jsonb,
  details = pg_temp.moved_text(details::text, moved.shift)::jsonb
from moved where m.id = moved.id;

update callback_attempt a set callback_id = moved.new_id, at = at + moved.shift
from moved where a.callback_id = moved.id;

update callback c
set id = moved.new_id, message_id = message.new_id, body = pg_temp.moved_text(body, moved.shift)
from moved, moved as message where c.id = moved.id and c.message_id = message.id;

-- Callbacks that still fail; the caller has locked them, and none is being sent. The next attempt stays due.
update callback_job j set id = moved.new_id, created_at = created_at + moved.shift
from moved where j.id = moved.id;
