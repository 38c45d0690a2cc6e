package io.parley.template;

import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.parley.runtime.test.DatabaseStatements;
import io.parley.runtime.test.Eventually;
import io.parley.runtime.test.Infrastructure;
import io.parley.runtime.test.WhatsAppCustomer;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Pages of many templates. */
@QuarkusTest
@QuarkusTestResource(Infrastructure.class)
@QuarkusTestResource(MetaTemplatesServer.class)
class TemplateListTest {
    @RegisterExtension
    final WhatsAppCustomer customer = new WhatsAppCustomer();

    @RegisterExtension
    final TemplateDriver templates = new TemplateDriver(customer);

    @Test
    void aPageHasItsPositionAndLinks() {
        insert(7, 2);

        customer.request()
                .get(templates.path() + "?page=2&size=3")
                .then()
                .statusCode(200)
                .header("x-total-items", equalTo("7"))
                .header("x-total-pages", equalTo("3"))
                .body("size()", equalTo(3))
                .body("[0].localizations.size()", equalTo(2))
                .body("[0].templateId", equalTo("t_00004"));
        assertEquals(7, customer.get(templates.numberPath()).size());
        assertEquals(
                2, customer.get(templates.path("t_00001") + "/localizations").size());
    }

    @Test
    void aPageFarIntoManyTemplatesIsComplete() {
        insert(1_000, 5);

        customer.request()
                .get(templates.path() + "?page=20&size=50")
                .then()
                .statusCode(200)
                .header("x-total-items", equalTo("1000"))
                .body("size()", equalTo(50))
                .body("[49].templateId", equalTo("t_01000"))
                .body("findAll { it.localizations.size() != 5 }.size()", equalTo(0));
    }

    @Test
    void aPageIsOneStatementWhateverItsSize() {
        insert(60, 5);

        for (var size : new int[] {1, 50}) {
            var page = customer.request()
                    .get(templates.path() + "?size=" + size)
                    .then()
                    .statusCode(200);
            page.body("size()", equalTo(size));
            // The tasks of the service execute statements, too, but not during each of many requests.
            Eventually.equal(
                    1L,
                    () -> DatabaseStatements.during(() -> customer.request()
                            .get(templates.path() + "?size=" + size)
                            .statusCode()));
        }
    }

    @Test
    void aPageBehindTheLastOneIsEmptyAndHasTheTotal() {
        insert(3, 1);

        customer.request()
                .get(templates.path() + "?page=99999999&size=1000")
                .then()
                .statusCode(200)
                .header("x-total-items", equalTo("3"))
                .body("size()", equalTo(0));
    }

    @Test
    void aTemplateWhoseLanguagesTheContractLacksIsListedWithoutThem() {
        TemplateRows.insert(customer.account(), 2, List.of("xx_XX"));

        customer.request()
                .get(templates.path())
                .then()
                .statusCode(200)
                .header("x-total-items", equalTo("2"))
                .body("[1].localizations.size()", equalTo(0));
        customer.request()
                .get(templates.path("t_00001") + "/localizations")
                .then()
                .statusCode(200)
                .header("x-total-items", equalTo("0"))
                .body("size()", equalTo(0));
    }

    private void insert(int templates, int localizations) {
        TemplateRows.insert(
                customer.account(),
                templates,
                List.of("en", "de", "fr", "es", "it").subList(0, localizations));
    }
}
