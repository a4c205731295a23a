"""The tables of the service levels."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('helpdesk', '0043_fix_on_delete_behaviour'),
    ]

    operations = [
        migrations.CreateModel(
            name='Policy',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('revision', models.CharField(max_length=100, unique=True)),
                ('document', models.TextField()),
            ],
        ),
        migrations.CreateModel(
            name='Firing',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField()),
                ('document', models.TextField()),
                ('ticket', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='sla_firings', to='helpdesk.ticket')),
            ],
            options={
                'ordering': ('id',),
            },
        ),
        migrations.CreateModel(
            name='Effect',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(max_length=40)),
                ('role', models.CharField(max_length=100)),
                ('done_at', models.DateTimeField(db_index=True, null=True)),
                ('firing', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='effects', to='sla.firing')),
            ],
        ),
        migrations.CreateModel(
            name='Clock',
            fields=[
                ('ticket', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='sla_clock', serialize=False, to='helpdesk.ticket')),
                ('seen', models.JSONField(default=dict)),
                ('level', models.CharField(default='L1', max_length=2)),
                ('level_since', models.DateTimeField()),
                ('stay', models.PositiveIntegerField(default=1)),
                ('wakeup_at', models.DateTimeField(db_index=True, null=True)),
                ('policy', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='sla.policy')),
            ],
        ),
        migrations.CreateModel(
            name='Event',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('sequence', models.PositiveIntegerField()),
                ('at', models.DateTimeField()),
                ('document', models.TextField()),
                ('ticket', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='sla_events', to='helpdesk.ticket')),
            ],
            options={
                'ordering': ('sequence',),
                'constraints': [models.UniqueConstraint(fields=('ticket', 'sequence'), name='sla_event_once')],
            },
        ),
        migrations.AddConstraint(
            model_name='firing',
            constraint=models.UniqueConstraint(fields=('ticket', 'document'), name='sla_firing_once'),
        ),
    ]
