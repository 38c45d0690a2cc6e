/** Error responses: RFC 7807 bodies for every error of the API, in one format. */
package io.parley.runtime.problem;
