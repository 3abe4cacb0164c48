/** What a setting is: path, type, default, range and meaning; and how settings are resolved. */
package org.graphrestore.config;
