-- One page of an account's templates with all their localizations. One statement, so that the total and the page are of
-- the same moment. At least one row, which has the total; without a template behind the last page.
select counted.total, page.name, page.category as template_category,
  l.language, l.category, l.components, l.ttl_seconds, l.user_context, l.status, l.meta_status, l.reason, l.quality,
  l.quality_reasons, l.expires_at, l.created_at, l.updated_at
from (
  select count(*) as total from whatsapp_template where whatsapp_account_id = :account::uuid
) counted
left join (
  select id, name, category from whatsapp_template where whatsapp_account_id = :account::uuid
  order by name limit :size::int offset :offset::bigint
) page on true
left join template_localization l on l.template_id = page.id
order by page.name, l.meta_language
