package io.parley.template;

import io.parley.model.directory.DirectoryEntry.WhatsAppAccount;
import io.parley.runtime.test.ServiceDatabase;
import java.util.List;
import java.util.UUID;

/** The rows of the service under test. */
final class TemplateRows {
    private TemplateRows() {}

    /** Lets the grace period of a deleted template end now. */
    static void endGracePeriod(UUID whatsAppAccountId, String name) {
        ServiceDatabase.rows("update template.whatsapp_template set locked_until = now() where whatsapp_account_id = '"
                + whatsAppAccountId + "' and name = '" + name + "'");
    }

    /** The only value of a query. */
    static long number(String sql) {
        return ServiceDatabase.rows(sql).stream()
                .mapToLong(Long::parseLong)
                .findFirst()
                .orElseThrow();
    }

    /**
     * Templates as they are after an import, {@code t_00001} and so on, with localizations of the same number.
     *
     * @param languages Meta's
     */
    static void insert(WhatsAppAccount account, int templates, List<String> languages) {
        ServiceDatabase.rows("""
                insert into template.whatsapp_template
                  (id, account_id, whatsapp_account_id, waba_id, name, category, allow_category_change, created_at)
                select gen_random_uuid(), '%s', '%s', '%s', 't_' || lpad(i::text, 5, '0'), 'UTILITY', false, now()
                  from generate_series(1, %d) i""".formatted(account.accountId(), account.id(), account.wabaId(), templates));
        ServiceDatabase.rows("""
                insert into template.template_localization
                  (id, template_id, language, meta_language, category, components, shape, status, meta_id, version,
                   created_at, updated_at)
                select gen_random_uuid(), t.id, l, l, 'UTILITY', '[{"type":"BODY","text":"Hello {{1}}, welcome."}]',
                       '{"parameterFormat":"POSITIONAL"}', 'APPROVED',
                       t.waba_id || substr(t.name, 4) || position::text, 1, now(), now()
                  from template.whatsapp_template t,
                       unnest(string_to_array('%s', ',')) with ordinality as of_template (l, position)
                 where t.whatsapp_account_id = '%s'""".formatted(String.join(",", languages), account.id()));
    }
}
