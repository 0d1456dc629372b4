"""What people see: every screen of Trent Desktop, built on what trent_desktop offers."""
