package io.parley.template;

import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.parley.runtime.test.Infrastructure;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

/** Pages of many templates. */
@QuarkusTest
@QuarkusTestResource(Infrastructure.class)
@QuarkusTestResource(MetaTemplatesServer.class)
class TemplateListTest extends WithTemplates {
    @Test
    void aPageHasItsPositionAndLinks() {
        insert(7, 2);

        request()
                .get(path() + "?page=2&size=3")
                .then()
                .statusCode(200)
                .header("x-total-items", equalTo("7"))
                .header("x-total-pages", equalTo("3"))
                .body("size()", equalTo(3))
                .body("[0].localizations.size()", equalTo(2))
                .body("[0].templateId", equalTo("t_00004"));
        assertEquals(7, get(numberPath()).size());
        assertEquals(2, get(path("t_00001") + "/localizations").size());
    }

    @Test
    void aPageFarIntoManyTemplatesIsComplete() {
        insert(1_000, 5);

        request()
                .get(path() + "?page=20&size=50")
                .then()
                .statusCode(200)
                .header("x-total-items", equalTo("1000"))
                .body("size()", equalTo(50))
                .body("[49].templateId", equalTo("t_01000"))
                .body("findAll { it.localizations.size() != 5 }.size()", equalTo(0));
    }

    /** Rows as they are after an import. */
    private void insert(int templates, int localizations) {
        TemplateRows.update("""
                insert into template.whatsapp_template
                  (id, account_id, whatsapp_account_id, waba_id, name, category, allow_category_change, created_at)
                select gen_random_uuid(), '%s', '%s', '%s', 't_' || lpad(i::text, 5, '0'), 'UTILITY', false, now()
                  from generate_series(1, %d) i""".formatted(customer, account.id(), account.wabaId(), templates));
        TemplateRows.update("""
                insert into template.template_localization
                  (id, template_id, language, meta_language, category, components, shape, status, version, created_at,
                   updated_at)
                select gen_random_uuid(), t.id, l, l, 'UTILITY', '[{"type":"BODY","text":"Hello {{1}}, welcome."}]',
                       '{"parameterFormat":"POSITIONAL"}', 'APPROVED', 1, now(), now()
                  from template.whatsapp_template t,
                       unnest((array['en', 'de', 'fr', 'es', 'it'])[1:%d]) l
                 where t.whatsapp_account_id = '%s'""".formatted(localizations, account.id()));
    }
}
