"""What the schema says beyond what serializers and filters tell: names, answers, examples, what goes away."""
