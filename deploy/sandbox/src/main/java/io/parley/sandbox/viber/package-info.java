/** The faces of Viber: the bot REST API and a messaging partner's API in front of Business Messages. */
package io.parley.sandbox.viber;
