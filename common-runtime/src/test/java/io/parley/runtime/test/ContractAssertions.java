package io.parley.runtime.test;

import io.restassured.response.Response;

/** The contract's word on answers, for tests that ask by RestAssured. */
public final class ContractAssertions {

    private ContractAssertions() {}

    /**
     * The same answer, if the contract lists it for the operation.
     *
     * @param path as the contract writes it
     */
    public static Response answer(String method, String path, Response response) {
        Contract.checkResponse(method, path, response.statusCode(), response.contentType(), response.asString());
        return response;
    }
}
