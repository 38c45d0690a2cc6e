/** What goes wrong, said the same way everywhere: RFC 7807 bodies for every error this house can raise. */
package io.parley.runtime.problem;
