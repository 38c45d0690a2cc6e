package io.parley.messaging.directory;

import io.parley.messaging.directory.Operator.Customer;
import org.junit.jupiter.api.BeforeEach;

/** A test that operates an account of its own. */
abstract class WithAnAccount {
    Customer customer;
    /** Its address below the operator API. */
    String account;

    @BeforeEach
    void makeACustomer() {
        customer = Operator.customer("Operated");
        account = "/accounts/" + customer.accountId();
    }
}
