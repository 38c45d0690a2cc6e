/** What the tests of all services share: real infrastructure and the contract as a judge. */
package io.parley.runtime.test;
