"""Those who watch over the policy: training, meetings, accounts, checks, governors' figures."""
