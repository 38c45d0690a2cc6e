-- Public links to previews of flows. The token is stored as it is, because the same link is returned until it ends, and who can
-- read this table can read the Flow JSON beside it.
create table flow_preview (
    flow_id    text primary key references whatsapp_flow on delete cascade,
    token      text        not null unique,
    expires_at timestamptz not null
);
