package org.graphrestore.walk;

/** The transition laws that can be chosen by {@code walk.law}. */
public enum WalkLaw {
  /** Every out-neighbour with the same probability, whatever the weights. */
  UNIFORM {
    @Override
    TransitionLaw transitions(WalkParams params) {
      return new UniformLaw();
    }
  },

  /** Every out-neighbour by the weight of its edge. */
  WEIGHTED {
    @Override
    TransitionLaw transitions(WalkParams params) {
      return new WeightedLaw();
    }
  },

  /** By the weight of the edge and by where the walk came from. */
  NODE2VEC {
    @Override
    TransitionLaw transitions(WalkParams params) {
      // Without a bias it is the law of its first step, draw for draw.
      return params.p() == 1 && params.q() == 1
          ? new WeightedLaw()
          : new Node2vecLaw(params.p(), params.q());
    }
  };

  /** Returns the arithmetic of this law for the parameters that it reads. */
  abstract TransitionLaw transitions(WalkParams params);
}
