-- When Meta has confirmed that a localization of a deleted template no longer exists there. A template of the name that
-- appears afterwards is a new one.
alter table template_localization add deleted_at_meta timestamptz;
