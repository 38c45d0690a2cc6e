-- Creates the database role of one service. The role owns the service's schema and has no other privileges, so that a
-- compromised service cannot read another service's tables. Run it once for each of messaging, template and flow, as a
-- superuser (or as the owner of the database with CREATEROLE), in the platform's database:
--
--   psql -d parley -v service=messaging -v password=... -f deploy/postgres/service-role.sql
--
-- The service then migrates its schema as the role parley_<service>. The script is idempotent: it sets the password
-- again, and on a database that predates these roles it makes the role the owner of the schema's objects.

select set_config('parley.service', :'service', false), set_config('parley.password', :'password', false);

do $$
declare
    schema_name text := current_setting('parley.service');
    role_name   text := 'parley_' || schema_name;
    statement   text;
begin
    if not exists (select from pg_roles where rolname = role_name) then
        execute format('create role %I', role_name);
    end if;
    execute format('alter role %I login noinherit nocreatedb nocreaterole password %L',
                   role_name, current_setting('parley.password'));
    execute format('grant %I to current_user', role_name);

    execute format('revoke all on database %I from public', current_database());
    execute format('grant connect on database %I to %I', current_database(), role_name);
    revoke all on schema public from public;

    if not exists (select from pg_namespace where nspname = schema_name) then
        execute format('create schema %I authorization %I', schema_name, role_name);
    else
        execute format('alter schema %I owner to %I', schema_name, role_name);
        for statement in
            -- Indexes and sequences of identity columns change owner with their table.
            select format('alter table %s owner to %I', c.oid::regclass, role_name)
              from pg_class c
             where c.relnamespace = schema_name::regnamespace and c.relkind in ('r', 'p', 'v', 'm', 'S')
               and c.relowner <> role_name::regrole
               and not exists (select from pg_depend d
                                where d.classid = 'pg_class'::regclass and d.objid = c.oid and d.deptype in ('a', 'i')
                                  and c.relkind = 'S')
            union all
            select format('alter routine %s owner to %I', p.oid::regprocedure, role_name)
              from pg_proc p
             where p.pronamespace = schema_name::regnamespace and p.proowner <> role_name::regrole
            union all
            select format('alter type %s owner to %I', t.oid::regtype, role_name)
              from pg_type t
             where t.typnamespace = schema_name::regnamespace and t.typtype in ('e', 'd')
               and t.typowner <> role_name::regrole
        loop
            execute statement;
        end loop;
    end if;
end $$;

select set_config('parley.password', '', false);
