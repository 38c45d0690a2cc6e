package io.parley.runtime.http.hardening;

/** Creates the guard of each HTTP server of a service when the server is bound: a bean that the service provides. */
public interface GuardSource {

    ConnectionGuard guard();
}
