/** The little HTTP and JSON that every face shares. */
package io.parley.sandbox.web;
