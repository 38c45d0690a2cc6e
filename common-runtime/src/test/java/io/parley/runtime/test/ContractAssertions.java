package io.parley.runtime.test;

import io.restassured.response.Response;

/** Validates responses of REST Assured against the contract. */
public final class ContractAssertions {

    private ContractAssertions() {}

    /**
     * Returns the response, if the contract lists it for the operation.
     *
     * @param path as in the contract
     */
    public static Response answer(String method, String path, Response response) {
        Contract.checkResponse(method, path, response.statusCode(), response.contentType(), response.asString());
        return response;
    }
}
