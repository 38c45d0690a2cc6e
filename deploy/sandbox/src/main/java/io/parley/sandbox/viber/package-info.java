/** Viber's APIs: the bot REST API, and a messaging partner's API for Business Messages. */
package io.parley.sandbox.viber;
