package io.parley.messaging.directory;

import io.parley.messaging.directory.Operator.Customer;
import org.junit.jupiter.api.BeforeEach;

/** Base class of tests with their own account. */
abstract class WithAnAccount {
    Customer customer;
    /** Path of the account in the operator API. */
    String account;

    @BeforeEach
    void createCustomer() {
        customer = Operator.customer("Operated");
        account = "/accounts/" + customer.accountId();
    }
}
