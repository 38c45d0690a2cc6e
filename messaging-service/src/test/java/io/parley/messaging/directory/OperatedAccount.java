package io.parley.messaging.directory;

import io.parley.messaging.directory.Operator.Customer;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** A new account for each test, with a key. */
final class OperatedAccount implements BeforeEachCallback {
    Customer customer;

    @Override
    public void beforeEach(ExtensionContext context) {
        customer = Operator.customer("Operated");
    }

    /** Path of the account in the operator API. */
    String path() {
        return "/accounts/" + customer.accountId();
    }
}
