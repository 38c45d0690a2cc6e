/** What a check of the set-up finds, for every service that checks a part of it. */
package io.parley.runtime.setup;
