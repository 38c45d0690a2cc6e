-- When Meta has confirmed that a localization of a deleted template no longer exists there. A template of the name that
-- appears afterwards is a new one.
alter table template_localization add deleted_at_meta timestamptz;

-- The index has all that a page of the list needs to find its templates, and their number: their rows are not read.
alter table whatsapp_template
    drop constraint whatsapp_template_whatsapp_account_id_name_key,
    add unique (whatsapp_account_id, name) include (id, category);
