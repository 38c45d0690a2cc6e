-- Ids of providers are random. An index that begins with them is written at a random page for each message, so a message cost
-- more the more were stored. Now new entries are beside each other: by the message, and by the day on which the id was stored.
alter table provider_ref add column day date not null default (now() at time zone 'UTC')::date;
alter table provider_ref drop constraint provider_ref_pkey;
alter table provider_ref add primary key (message_id, provider_id, provider);
create index provider_ref_day on provider_ref (day, provider_id, provider);

-- The messages with a provider's id that was stored in the last max_days, the newest first: a caller that needs one row reads
-- one day in most cases. A message is sent at most 30 days after it was accepted (the limit of parley.dispatch.expires-after),
-- so older partitions are left out. of_provider: null for any.
create function provider_refs(of_provider text, of_id text, max_days integer default 60)
returns table (message_id uuid, parts smallint) language sql stable as $$
    select r.message_id, r.parts
    from generate_series(0, max_days) as ago (days)
    cross join lateral (
        select p.message_id, p.parts from provider_ref p
        where p.day = (now() at time zone 'UTC')::date - ago.days and p.provider_id = of_id
          and (of_provider is null or p.provider = of_provider)
          and p.message_id >= uuid_at(now() - make_interval(days => max_days + 31))
        order by p.message_id desc) r
$$;
