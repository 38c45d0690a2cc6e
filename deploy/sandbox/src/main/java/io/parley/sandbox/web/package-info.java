/** HTTP and JSON helpers shared by all APIs. */
package io.parley.sandbox.web;
