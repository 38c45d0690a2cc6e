/** Test support shared by all services: real infrastructure, and validation against the contract. */
package io.parley.runtime.test;
