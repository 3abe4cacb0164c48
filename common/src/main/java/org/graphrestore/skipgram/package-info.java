/** Skip-gram with negative sampling: pairs out of walks, groups of pairs, training of a bucket. */
package org.graphrestore.skipgram;
