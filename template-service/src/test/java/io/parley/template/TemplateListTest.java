package io.parley.template;

import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.parley.runtime.test.Infrastructure;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.stream.LongStream;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Pages of many templates. */
@QuarkusTest
@QuarkusTestResource(Infrastructure.class)
@QuarkusTestResource(MetaTemplatesServer.class)
class TemplateListTest extends WithTemplates {
    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final Logger LOG = Logger.getLogger(TemplateListTest.class);

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
    @Tag("slow")
    void aPageOfManyTemplatesIsFast() {
        insert(10_000, 5);
        TemplateRows.update("analyze template.whatsapp_template");
        TemplateRows.update("analyze template.template_localization");
        LongStream.range(0, 150).forEach(i -> page(1 + i));

        var nanos = LongStream.range(0, 101).map(i -> page(40 + i)).sorted().toArray();

        var median = Duration.ofNanos(nanos[50]);
        LOG.infof("a page of 50 of 10000 templates with 5 localizations each medianMicros=%d", median.toNanos() / 1000);
        assertTrue(median.compareTo(Duration.ofMillis(100)) < 0, median::toString);
    }

    /** With a plain client, since REST Assured takes longer than the service. */
    private long page(long number) {
        var target = URI.create("http://localhost:" + RestAssured.port + path() + "?size=50&page=" + number);
        var request = HttpRequest.newBuilder(target).header("apikey", key).build();
        var begin = System.nanoTime();
        try {
            assertEquals(200, CLIENT.send(request, BodyHandlers.ofByteArray()).statusCode());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        return System.nanoTime() - begin;
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
