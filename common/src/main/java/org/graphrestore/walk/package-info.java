/** Random walks: transition laws, the engine that steps many walkers at once, batches of walks. */
package org.graphrestore.walk;
