package io.parley.template;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.parley.runtime.test.Eventually;
import io.parley.runtime.test.Infrastructure;
import io.parley.runtime.test.ServiceDatabase;
import io.parley.runtime.test.WhatsAppCustomer;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Ends of grace periods. */
@QuarkusTest
@QuarkusTestResource(Infrastructure.class)
@QuarkusTestResource(MetaTemplatesServer.class)
@Tag("slow")
class TemplateExpiryTest {
    private static final int MANY = 50;

    @RegisterExtension
    final WhatsAppCustomer customer = new WhatsAppCustomer();

    @RegisterExtension
    final TemplateDriver templates = new TemplateDriver(customer);

    @Test
    void gracePeriodsThatEndTogetherAreStoredTogether() {
        TemplateRows.insert(customer.account(), MANY, List.of("en", "de"));

        end();

        Eventually.equal((long) MANY, this::released);
        var transactions = TemplateRows.number(
                "select count(distinct xmin::text) from template.whatsapp_template where whatsapp_account_id = '"
                        + customer.account().id() + "'");
        assertTrue(transactions < MANY / 2, () -> transactions + " transactions");
        assertTrue(templates.list().findValuesAsText("status").stream().allMatch("DELETED"::equals));
    }

    @Test
    void aGracePeriodWhoseEndCannotBeStoredDoesNotHoldTheOthers() {
        TemplateRows.insert(customer.account(), MANY, List.of("en"));
        ServiceDatabase.rows("alter table template.whatsapp_template add constraint not_released"
                + " check (released_at is null or name <> 't_00025' or whatsapp_account_id <> '"
                + customer.account().id() + "')");
        try {
            end();

            Eventually.equal(MANY - 1L, this::released);
        } finally {
            ServiceDatabase.rows("alter table template.whatsapp_template drop constraint not_released");
        }
        Eventually.equal((long) MANY, this::released);
    }

    private void end() {
        ServiceDatabase.rows("update template.whatsapp_template set deleted_at = now(), locked_until = now()"
                + " where whatsapp_account_id = '" + customer.account().id() + "'");
    }

    private long released() {
        return TemplateRows.number("select count(released_at) from template.whatsapp_template"
                + " where whatsapp_account_id = '" + customer.account().id() + "'");
    }
}
