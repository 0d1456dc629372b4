"""A request as e-mail to the ICT Lead: in her own mail program, or through the school's server."""
