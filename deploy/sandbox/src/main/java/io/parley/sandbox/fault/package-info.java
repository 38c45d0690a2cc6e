/** What goes wrong and when: the fault plan and the seeded dice that decide each case. */
package io.parley.sandbox.fault;
